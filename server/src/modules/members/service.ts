// The door of this slice: what signing in does to members.
export { acceptInvitation, invitationOf } from './invitations.ts'
export { changeProfile } from './people.ts'
