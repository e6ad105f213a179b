import { phrases } from './phrases.ts'

export const slidesWords = phrases(
  `slide, slides, slide deck, slide decks, slidedeck, slideset, deck, decks, slideshow, speakerdeck, speaker deck, slideshare, google slides, reveal js, presentation, presentations, powerpoint, ppt, pptx,
  folien, foliensatz, vortragsfolien, präsentation, präsentationen, praesentation, präsentationsfolien,
  diapositive, diapositives, diapo, diapos, diaporama, présentation, présentations, transparents, planches,
  diapositiva, diapositivas, presentación, presentaciones, presentacion, transparencias, láminas,
  presentazione, presentazioni, lucidi, dia s, presentatie, presentaties, sheets, apresentação, apresentações, apresentacao, слайды, презентация`,
  ['スライド', '発表資料', '講演資料', '資料', '幻灯片', '投影片', '슬라이드'],
)

/** Those that mean nothing else: what is called a presentation can be the talk itself, or its description. */
export const deckWords = phrases(
  `slides, slide deck, slide decks, slidedeck, slideset, deck, slideshow, presentation slides, powerpoint, folien, foliensatz, vortragsfolien, präsentationsfolien,
  diapositives, diapos, diaporama, transparents, diapositivas, transparencias, lucidi, apresentação de slides, слайды`,
  ['スライド', '発表資料', '講演資料', '幻灯片', '投影片', '슬라이드'],
)

/** What other documents of a talk, and the headings above them, are called. */
export const materialWords = phrases(`
  attachment, attachments, material, materials, handout, handouts, paper, papers, download, downloads, files, attached files, resources, documents, notes,
  anhang, anhänge, anlage, anlagen, dateien, materialien, unterlagen, vortragsunterlagen, handzettel, dokumente,
  pièce jointe, pièces jointes, fichiers, ressources, support, supports, documents, téléchargements,
  adjunto, adjuntos, archivos, descargas, materiales, recursos, documentos, allegati, allegato, materiali, documenti, risorse,
  bijlage, bijlagen, bestanden, documenten, anexo, anexos, arquivos, ficheiros, materiais`)

/** Documents of a conference or its sponsors. A talk may be about one: then its slides say so. */
export const conferenceDocumentWords = phrases(`
  sponsor, sponsors, sponsoring, sponsorship, sponsorships, sponsoren, sponsorenmappe, sponsorenprospekt, patrocinio, patrocinadores, mécénat, partenariat, exhibitor, exhibitors, aussteller, prospectus, prospekt, prospecto,
  code of conduct, codes of conduct, coc, codeofconduct, conduct, verhaltenskodex, code de conduite, código de conducta, codice di condotta, gedragscode, código de conduta,
  floor plan, floor plans, floorplan, floorplans, floor guide, floor map, site plan, venue, map, maps, lageplan, raumplan, gebäudeplan, hallenplan, geländeplan, anfahrt, wegbeschreibung, directions, plan d accès, plan des salles, plano, mappa, mapa, plattegrond,
  privacy, datenschutz, datenschutzerklärung, confidentialité, privacidad, privacidade, impressum, imprint, terms, terms of service, agb, cgv, legal notice, mentions légales,
  program, programme, programmes, programmheft, programm, tagungsprogramm, programa, programma, schedule, schedules, timetable, zeitplan, agenda, horaires, horario, orario, brochure, brochures, broschüre, folleto, folheto, opuscolo, flyer, flyers, leaflet, booklet,
  call for papers, call for proposals, call for participation, call for speakers, call for posters, call for abstracts, cfp, book of abstracts, abstract book, proceedings, tagungsband,
  invoice, invoices, rechnung, factura, facture, fattura, factuur, registration form, anmeldeformular, ticket, tickets, visa, press kit, presskit, media kit, pressemappe, press release, pressemitteilung, communiqué, annual report, jahresbericht, rapport annuel, informe anual, relazione annuale, jaarverslag, relatório anual,
  statutes, satzung, bylaws, safety, accessibility guide, hotel, hotels, travel, logo, logos, brand, menu, speisekarte, catering, covid, hygiene, volunteer, volunteers, attendee guide, conference guide, visitor guide`)

/** The page itself in another form. */
export const pageItselfWords = phrases(`
  export, export to pdf, export as pdf, print, printable, print version, printer friendly, ical, ics, druckversion, druckansicht, drucken, als pdf speichern, exportieren, imprimer, version imprimable, exporter,
  imprimir, versión imprimible, exportar, stampa, versione stampabile, esporta, afdrukken, exporteren, versão para impressão, save as pdf, page as pdf, this page`)

/** For speakers to fill in or follow; never what one shows. */
export const formWords = phrases(`
  template, templates, vorlage, vorlagen, folienvorlage, plantilla, plantillas, modèle, modèles, modello, modelli, sjabloon, sjablonen, modelo, modelos,
  guideline, guidelines, speaker guide, speakers guide, speaker kit, speaker manual, leitfaden, richtlinien, consignes, instructions for speakers, instructions for presenters, instructions for authors`)
