import { createContext, useContext } from 'react'
import { fieldLabel } from './labels.ts'

/** Whose fields are shown here: one name may mean two things, and tenants name fields of their own. */
export const RecordTypeContext = createContext('lead')
export const useRecordType = (): string => useContext(RecordTypeContext)

/** What the fields of the records of this place are called. */
export function useFieldLabel(): (name: string) => string {
  const record_type = useRecordType()
  return (name) => fieldLabel(name, record_type)
}
