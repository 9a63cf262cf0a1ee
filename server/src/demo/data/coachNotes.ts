import { type Phrases, PHRASES } from './notes.ts'
import type { Speech } from './origins.ts'

/** What the staff of a coach company write: the same first calls, other needs. */
export const COACH_PHRASES: Record<Speech, Phrases> = {
  fr: {
    ...PHRASES.fr,
    contacted: [
      ['call', 'Premier appel avec {name} : consulte trois transporteurs, décide vite.'],
      ['email', 'Accusé de réception envoyé, avec trois questions : horaires, points de ramassage, bagages.'],
      ['whatsapp', 'Photos des véhicules envoyées, retour positif.'],
    ],
    qualified: [
      ['call', 'Besoin clair : {people}, {place}, {month}. Budget autour de {price}, chauffeur logé par le client.'],
      ['email', 'Feuille de route reçue : deux points de ramassage, retour de nuit. Il faut un second chauffeur.'],
    ],
    proposal: [
      ['email', 'Devis envoyé : {price}, péages et stationnement compris, option jusqu’au {day}.'],
      ['whatsapp', 'Prix communiqué sur WhatsApp : {price}. Facture proforma demandée.'],
    ],
    negotiation: [
      ['call', 'Demande le tarif basse saison. Possible si le retour se fait à vide de Casablanca.'],
      ['email', 'Veut un autocar de moins de trois ans au même prix. À voir avec le parc.'],
    ],
    won: [
      ['email', 'Bon de commande signé reçu, acompte de 30 % versé.'],
      ['call', 'Confirmé au téléphone, véhicule et chauffeur affectés.'],
    ],
    lost: [
      ['Prix trop élevé', 'Transporteur moins cher, sans assurance voyageurs.'],
      ['Réservé chez un concurrent', 'A confirmé ailleurs avant notre relance.'],
      ['Véhicule indisponible', 'Plus de 48 places à cette date.'],
      ['Événement annulé', 'L’événement est annulé.'],
      ['Ne répond plus', 'Quatre relances sans réponse.'],
    ],
    meanwhile: [
      ['note', 'Accès étroit à l’hôtel : minibus obligatoire pour le dernier kilomètre.'],
      ['email', 'Demande l’attestation d’assurance et l’agrément. Envoyés.'],
      ['note', 'Le chauffeur Lhoucine connaît la piste, le réserver si possible.'],
      ['note', 'Facturation à 30 jours acceptée par la direction.'],
    ],
    manager: [
      'Vérifier les heures de conduite avant de confirmer.',
      'Bon client, priorité sur le parc ce jour-là.',
      'Pas de départ sans acompte sur ce dossier.',
    ],
  },
  ar: {
    ...PHRASES.ar,
    contacted: [
      ['call', 'أول مكالمة مع {name}: يقارن بين ثلاث شركات نقل ويقرر بسرعة.'],
      ['whatsapp', 'أرسلنا صور الحافلات، والجواب إيجابي.'],
    ],
    qualified: [
      ['call', 'الطلب واضح: {people}، {place}، في {month}. الميزانية حوالي {price}.'],
      ['whatsapp', 'توصلنا بالبرنامج: نقطتا انطلاق والعودة ليلا، نحتاج إلى سائق ثان.'],
    ],
    proposal: [['email', 'أرسلنا عرض السعر: {price} شاملا الطريق السيار، صالح إلى غاية {day}.']],
    negotiation: [['call', 'يطلب ثمن خارج الموسم. ممكن إذا كانت العودة فارغة.']],
    won: [['call', 'تم التأكيد ودفع التسبيق، والحافلة والسائق محجوزان.']],
    lost: [
      ['الثمن مرتفع', 'وجد ناقلا أرخص.'],
      ['حجز عند شركة أخرى', 'أكد عند منافس قبل أن نعاود الاتصال.'],
      ['إلغاء المناسبة', 'ألغيت المناسبة.'],
      ['لا يجيب', 'أربع محاولات بدون جواب.'],
    ],
    meanwhile: [
      ['note', 'مدخل الفندق ضيق: حافلة صغيرة ضرورية للكيلومتر الأخير.'],
      ['email', 'طلب شهادة التأمين ورخصة النقل، تم الإرسال.'],
    ],
    manager: ['تحققوا من ساعات السياقة قبل التأكيد.', 'عميل جيد، له الأولوية في ذلك اليوم.'],
  },
  en: {
    ...PHRASES.en,
    contacted: [
      ['call', 'First call with {name}: asking three operators, decides quickly.'],
      ['email', 'Acknowledged, with three questions: times, pick-up points, luggage.'],
    ],
    qualified: [
      ['call', 'Clear picture: {people}, {place}, {month}, budget around {price}. Driver’s lodging on the client.'],
      ['email', 'Road book received: two pick-ups, return at night. Needs a second driver.'],
    ],
    proposal: [['email', 'Quote sent: {price}, tolls and parking included, held until {day}.']],
    negotiation: [['email', 'Asks for a newer coach at the same price. Checking with the fleet.']],
    won: [['email', 'Signed order received, 30 % deposit paid. Vehicle and driver assigned.']],
    lost: [
      ['Price too high', 'Found a cheaper operator without passenger insurance.'],
      ['Booked with a competitor', 'Confirmed elsewhere before our follow-up.'],
      ['No vehicle on that date', 'No 48-seater left.'],
      ['No longer answers', 'Four attempts without an answer.'],
    ],
    meanwhile: [
      ['note', 'Narrow access at the hotel: minibus for the last kilometre.'],
      ['email', 'Asked for insurance certificate and licence. Sent.'],
      ['note', 'Two wheelchairs: needs the coach with the lift.'],
    ],
    manager: ['Check driving hours before confirming.', 'Good client, first call on the fleet that day.'],
  },
}
