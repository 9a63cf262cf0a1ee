// What other slices may ask of this one: what signing in does to members.
export { acceptInvitation, invitationOf } from './invitations.ts'
export { changeProfile } from './people.ts'
