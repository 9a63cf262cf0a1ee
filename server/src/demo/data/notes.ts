import type { Speech } from './origins.ts'

/** What staff write down. In texts: {name} {people} {price} {place} {month} {day}. */
export interface Phrases {
  /** First talk. */
  contacted: readonly Line[]
  /** Nobody answered. */
  no_answer: readonly string[]
  /** They asked to be called again. */
  callback: readonly string[]
  qualified: readonly Line[]
  proposal: readonly Line[]
  negotiation: readonly Line[]
  won: readonly Line[]
  lost: readonly (readonly [reason: string, note: string, only?: 'visa'])[]
  /** Between the steps. */
  meanwhile: readonly Line[]
  /** From the manager. */
  manager: readonly string[]
  archived: readonly string[]
}

type Channel = 'note' | 'call' | 'email' | 'meeting' | 'whatsapp' | 'in_person'
export type Line = readonly [type: Channel, text: string]

export const PHRASES: Record<Speech, Phrases> = {
  fr: {
    contacted: [
      [
        'call',
        'Premier appel avec {name} : très aimable, compare deux agences. Attend notre proposition cette semaine.',
      ],
      ['call', '{name} hésite encore sur les dates, plutôt {month}. Préfère qu’on écrive sur WhatsApp.'],
      [
        'whatsapp',
        'Message envoyé avec notre brochure, vu et répondu : « Merci, je regarde avec ma famille ce soir. »',
      ],
      ['email', 'Accusé de réception envoyé, avec trois questions : dates exactes, nombre de chambres, budget.'],
      ['email', 'Réponse envoyée dans l’heure, avec deux exemples de programme. Remercie de la rapidité.'],
      ['whatsapp', 'Note vocale de {name}, deux minutes : envies claires, budget à préciser.'],
      ['call', 'Appel de bienvenue. Cherche surtout du calme et un seul interlocuteur.'],
      ['call', 'Bon échange. {name} a déjà voyagé avec un confrère qui ne rappelait jamais : la réactivité comptera.'],
      ['in_person', 'Passage à l’agence, a pris le catalogue. Doit en parler à la maison.'],
    ],
    no_answer: [
      'Sonne, puis messagerie. Message laissé.',
      'Pas de réponse, SMS envoyé.',
      'Occupé. Rappeler en fin d’après-midi.',
      'Téléphone éteint.',
    ],
    callback: [
      'Au volant, demande à être rappelé demain matin.',
      'En réunion toute la journée, rappeler après 18 h.',
      'Veut d’abord en parler en famille, rappeler lundi.',
    ],
    qualified: [
      [
        'call',
        'Besoin clair : {people}, {place}, {month}. Budget autour de {price}. Décision en famille, réponse rapide.',
      ],
      ['whatsapp', 'A confirmé par écrit : {people}, chambres doubles, petit déjeuner. Dates fermes.'],
      ['meeting', 'Rendez-vous à l’agence : budget {price} confirmé, deux chambres, un repas végétarien.'],
      ['call', 'Dates fermes. Il reste à choisir la catégorie d’hôtel.'],
    ],
    proposal: [
      ['email', 'Devis envoyé : {price} pour {people}, deux variantes d’hôtel, option valable jusqu’au {day}.'],
      ['email', 'Proposition détaillée jour par jour envoyée en PDF, {price} tout compris. Relance prévue.'],
      ['whatsapp', 'Devis envoyé sur WhatsApp à sa demande : {price}, acompte de 30 %.'],
    ],
    negotiation: [
      ['call', 'Trouve le prix un peu élevé. Demande un geste ou les transferts offerts.'],
      ['email', 'Contre-proposition reçue. Nous pouvons offrir l’assurance si l’acompte arrive avant vendredi.'],
      ['meeting', 'Relecture du devis ensemble : on passe en demi-pension et on garde les mêmes dates.'],
    ],
    won: [
      ['call', 'Accord donné. Acompte versé par virement, reçu envoyé.'],
      ['in_person', '{name} a signé à l’agence et réglé l’acompte par carte. Copie des passeports au dossier.'],
      ['whatsapp', '« C’est bon pour nous, on confirme ! » Lien de paiement envoyé.'],
    ],
    lost: [
      ['Prix trop élevé', 'A trouvé 15 % moins cher en ligne, sans accompagnement.'],
      ['Réservé chez un concurrent', 'A signé chez une autre agence avant notre relance.'],
      ['Projet reporté', 'Reporte à l’année prochaine, raison familiale. À recontacter.'],
      ['Visa refusé', 'Visa refusé par le consulat, ne souhaite pas faire appel.', 'visa'],
      ['Ne répond plus', 'Quatre relances sans réponse.'],
      ['Dates indisponibles', 'Plus de places à ses dates, pas flexible.'],
      ['Budget insuffisant', 'Budget très inférieur au tarif le plus bas.'],
    ],
    meanwhile: [
      ['note', 'Un anniversaire pendant le séjour : prévoir une attention.'],
      ['note', 'Préfère le matin pour les appels. Parle français et arabe.'],
      ['whatsapp', 'A envoyé les copies des passeports, lisibles.'],
      ['email', 'Demande si l’annulation est possible jusqu’à 15 jours avant. Conditions envoyées.'],
      ['note', 'Recommandé par une cliente de l’an dernier.'],
      ['call', 'Demande une chambre calme, en étage. Noté.'],
      ['note', 'Vérifié avec l’hôtel : confirmation sous 48 h.'],
    ],
    manager: [
      'Merci de relancer avant la fin de la semaine, l’option expire.',
      'Client important, me mettre en copie du devis.',
      'Attention à la marge sur ce dossier, pas moins de 9 %.',
      'Beau dossier, proposer aussi l’assurance.',
    ],
    archived: [
      'Demande en double, suivie sur l’autre fiche.',
      'Démarchage publicitaire.',
      'Fausse demande, numéro inexistant.',
      'Essai du formulaire.',
    ],
  },
  ar: {
    contacted: [
      ['call', 'أول مكالمة مع {name}: العميل مهتم ويقارن بين وكالتين، ينتظر عرضنا هذا الأسبوع.'],
      ['whatsapp', 'أرسلنا الكتيب عبر واتساب، والرد: «شكرا، سأراه مع العائلة الليلة».'],
      ['call', 'لم تحدد التواريخ بعد، على الأرجح في {month}. يفضل التواصل مساء.'],
      ['call', 'مكالمة جيدة، سبق له السفر مع وكالة أخرى ولم يعجبه الفندق. القرب من المركز مهم.'],
      ['in_person', 'زيارة إلى الوكالة، أخذ البرنامج وسيتشاور مع العائلة.'],
      ['email', 'أرسلنا جوابا مع نموذجين للبرنامج وثلاثة أسئلة: التواريخ، عدد الغرف، الميزانية.'],
      ['whatsapp', 'رسالة صوتية من {name}: الرغبة واضحة، والميزانية لم تحدد بعد.'],
    ],
    no_answer: [
      'لا جواب، تركت رسالة صوتية.',
      'الهاتف مغلق.',
      'الخط مشغول، نعاود الاتصال بعد العصر.',
      'لا جواب، أرسلت رسالة نصية.',
    ],
    callback: [
      'في الطريق، طلب الاتصال غدا صباحا.',
      'في اجتماع، الاتصال بعد السادسة مساء.',
      'سيتشاور مع الأسرة، الاتصال يوم الاثنين.',
    ],
    qualified: [
      ['call', 'الطلب واضح: {people}، {place}، في {month}. الميزانية حوالي {price}.'],
      ['whatsapp', 'أكد كتابة: العدد {people}، غرف مزدوجة مع الإفطار، والتواريخ نهائية.'],
      ['meeting', 'لقاء في الوكالة: الميزانية {price}، غرفتان متجاورتان.'],
    ],
    proposal: [
      ['email', 'أرسلنا عرض السعر: {price} لفائدة {people}، مع خيارين للفندق، صالح إلى غاية {day}.'],
      ['whatsapp', 'أرسلنا البرنامج المفصل عبر واتساب، الثمن الإجمالي {price}، تسبيق 30%.'],
    ],
    negotiation: [
      ['call', 'يرى أن الثمن مرتفع قليلا ويطلب تخفيضا أو نقلا مجانيا من المطار.'],
      ['meeting', 'راجعنا العرض معا: نصف إقامة مع نفس التواريخ.'],
    ],
    won: [
      ['call', 'تمت الموافقة، وتم دفع التسبيق بتحويل بنكي.'],
      ['in_person', 'التوقيع في الوكالة وأداء التسبيق، ونسخ الجوازات في الملف.'],
      ['whatsapp', '«اتفقنا على بركة الله، نؤكد الحجز». أرسلنا رابط الأداء.'],
    ],
    lost: [
      ['الثمن مرتفع', 'وجد عرضا أرخص على الإنترنت.'],
      ['حجز عند وكالة أخرى', 'حجز عند منافس قبل أن نعاود الاتصال.'],
      ['تأجيل السفر', 'تأجل السفر إلى السنة المقبلة لظروف عائلية.'],
      ['لا يجيب', 'أربع محاولات بدون جواب.'],
      ['رفض التأشيرة', 'رفضت القنصلية طلب التأشيرة.', 'visa'],
    ],
    meanwhile: [
      ['note', 'الوالدة تحتاج إلى غرفة في الطابق الأرضي.'],
      ['whatsapp', 'أرسل صور جوازات السفر، واضحة.'],
      ['note', 'يفضل التواصل باللغة العربية بعد صلاة المغرب.'],
      ['call', 'سأل عن شروط الإلغاء، تم الشرح.'],
      ['note', 'جاء بتوصية من عميل سابق.'],
    ],
    manager: [
      'المرجو معاودة الاتصال قبل نهاية الأسبوع، الخيار ينتهي قريبا.',
      'عميل مهم، أرسلوا لي نسخة من العرض.',
      'ملف جيد، اقترحوا التأمين أيضا.',
    ],
    archived: ['طلب مكرر، المتابعة في الملف الآخر.', 'رسالة إشهارية.', 'رقم غير صحيح ولا بريد.'],
  },
  en: {
    contacted: [
      ['call', 'First call with {name}: friendly, talking to two other agencies. Expects a proposal this week.'],
      ['email', 'Sent our welcome mail with three questions: exact dates, room types, budget.'],
      ['call', 'Dates not fixed, most likely {month}. Prefers e-mail because of the time difference.'],
      [
        'whatsapp',
        'Sent the brochure and two sample itineraries, answered at once: “Looks great, talking to my partner tonight.”',
      ],
      ['email', 'Answered within the hour, with two sample programmes. Grateful for the speed.'],
      ['call', 'Welcome call with {name}. Knows the region a little, wants fewer stops and longer stays.'],
      ['call', 'Good talk. Has read about long driving days and wants an easy pace.'],
    ],
    no_answer: [
      'No answer, left a voicemail.',
      'Went to voicemail twice.',
      'Line busy, trying again this afternoon.',
      'No answer, sent a short e-mail instead.',
    ],
    callback: [
      'On the train, asked for a call tomorrow morning.',
      'In meetings all day, call after five, their time.',
      'Wants to check dates with friends, call on Monday.',
    ],
    qualified: [
      [
        'call',
        'Clear picture: {people}, {place}, {month}, budget around {price}. Decides together with partner, soon.',
      ],
      ['email', 'Confirmed in writing: {people}, twin rooms, breakfast, one vegetarian.'],
      ['call', 'Flights already booked, dates fixed. Only hotels are open: three or four stars.'],
    ],
    proposal: [
      ['email', 'Quote sent: {price} for {people}, two hotel options, held until {day}.'],
      ['email', 'Day-by-day programme sent as PDF, {price} all in. Follow-up planned.'],
    ],
    negotiation: [
      ['call', 'Finds it slightly over budget. Would sign if the hotel were upgraded.'],
      ['email', 'Asked for one night less and a better riad. Revised price sent.'],
      ['call', 'Comparing with a competitor who left out the entrance fees. Explained ours line by line.'],
    ],
    won: [
      ['email', '“We are happy to go ahead!” Deposit paid by card, receipt sent.'],
      ['call', 'Agreed on the phone, deposit transferred the same day. Passport copies on file.'],
    ],
    lost: [
      ['Price too high', 'Found it cheaper with a booking site, without a guide.'],
      ['Booked with a competitor', 'Had signed elsewhere before our follow-up.'],
      ['Trip postponed', 'Moved to next year for family reasons. Worth a call in January.'],
      ['No longer answers', 'Four attempts without an answer.'],
      ['Dates not available', 'No rooms left on those dates, not flexible.'],
    ],
    meanwhile: [
      ['note', 'Celebrating a 50th birthday on the second evening: plan a cake.'],
      ['email', 'Asked about cancellation up to 15 days before. Terms sent.'],
      ['note', 'Recommended by a client from last spring.'],
      ['email', 'Sent passport copies, all valid.'],
      ['note', 'Nut allergy in the party: tell every hotel and camp.'],
    ],
    manager: [
      'Please chase before the weekend, our option runs out.',
      'Important partner, copy me on the quote.',
      'Watch the margin here, not below 9 %.',
    ],
    archived: [
      'Duplicate enquiry, handled on the other record.',
      'Advertising, not an enquiry.',
      'Made-up details, mail bounces.',
    ],
  },
}
