/** Who holds a rank before a case ($3), for the same thing ($1) and received sooner ($2); a few are enough to know. */
export const AHEAD = `select ranks.case_id as id, cases.reference, cases.owner, cases.agency, cases.root, cases.place from ranks join cases on cases.id = ranks.case_id
  where ranks.subject = $1 and ranks.released_at is null and (ranks.ranked_at < $2 or (ranks.ranked_at = $2 and ranks.case_id < $3))
  order by ranks.ranked_at, ranks.case_id limit 20`;
