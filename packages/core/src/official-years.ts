/**
 * What the State Council's yearly notices decide: stretches of rest (first and last day) and the weekends worked in
 * exchange (调休). Copied from 国务院办公厅关于2024年/2025年/2026年部分节假日安排的通知. A year's notice comes out in the
 * November before; add its line then. Until that line exists a company can name days in its settings.
 */
export const OFFICIAL_YEARS: Readonly<
  Record<number, { rests: readonly (readonly [string, string])[]; works: readonly string[] }>
> = {
  2024: {
    rests: [
      ['01-01', '01-01'], // 元旦
      ['02-10', '02-17'], // 春节
      ['04-04', '04-06'], // 清明节
      ['05-01', '05-05'], // 劳动节
      ['06-10', '06-10'], // 端午节
      ['09-15', '09-17'], // 中秋节
      ['10-01', '10-07'], // 国庆节
    ],
    works: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  2025: {
    rests: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'], // 国庆节、中秋节
    ],
    works: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    rests: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    works: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
};
