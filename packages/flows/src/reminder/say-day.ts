/** A day as people say it, in both languages. @param day `YYYY-MM-DD` */
export const sayDay = (day: string): { zh: string; en: string } => ({
  zh: `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`,
  en: day,
});
