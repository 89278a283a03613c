namespace DeepWiki.ChatApi.Webhooks;

/// <summary>Answer to a delivery of a webhook.</summary>
/// <param name="Accepted">True when the wikis of the pushed branch are looked at.</param>
/// <param name="Job">Id of a job; null, as jobs are queued when pushes that follow each other have been joined.</param>
/// <param name="Reason">Sentence for the host's log.</param>
internal sealed record DeliveryView(bool Accepted, string? Job, string Reason);
