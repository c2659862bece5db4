interface Reader {
  isBureau: boolean;
  organizes: string[];
}

/** For `Gate`: whether somebody runs this event. The server decides again. */
export const mayManage =
  (eventId: string) =>
  (me: Reader): boolean =>
    me.isBureau || me.organizes.includes(eventId);
