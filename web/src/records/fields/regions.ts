import { currentLanguage } from '#lib/i18n.ts'

/** Morocco's twelve regions, as the country names them in the language of the page. */
const MOROCCAN_REGIONS: Record<'latin' | 'arabic', readonly string[]> = {
  latin: [
    'Béni Mellal-Khénifra',
    'Casablanca-Settat',
    'Dakhla-Oued Ed-Dahab',
    'Drâa-Tafilalet',
    'Fès-Meknès',
    'Guelmim-Oued Noun',
    'Laâyoune-Sakia El Hamra',
    'Marrakech-Safi',
    'Oriental',
    'Rabat-Salé-Kénitra',
    'Souss-Massa',
    'Tanger-Tétouan-Al Hoceïma',
  ],
  arabic: [
    'بني ملال خنيفرة',
    'الدار البيضاء سطات',
    'الداخلة وادي الذهب',
    'درعة تافيلالت',
    'فاس مكناس',
    'كلميم واد نون',
    'العيون الساقية الحمراء',
    'مراكش آسفي',
    'الشرق',
    'الرباط سلا القنيطرة',
    'سوس ماسة',
    'طنجة تطوان الحسيمة',
  ],
}

/** Regions to choose from, where the country is one whose regions we know, or not said yet. */
export const regionsOf = (country?: unknown): readonly string[] =>
  country === 'MA' || !country ? MOROCCAN_REGIONS[currentLanguage() === 'ar' ? 'arabic' : 'latin'] : []
