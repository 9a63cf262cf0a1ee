export const MembersPane = () => null
