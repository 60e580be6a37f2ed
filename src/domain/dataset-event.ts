/** What a report says of something that was done with a dataset. */
export interface ReportedEvent {
  readonly contractId: string
  readonly contractVersion: string
  /** JSON as it was sent, without the lineage. */
  readonly event: string
  /** An event of OpenLineage that belongs to it, as JSON. */
  readonly lineage: string | undefined
  /** Tells the event from others; undefined when others may be equal to it, because it does not say when it was. */
  readonly digest: string | undefined
}
