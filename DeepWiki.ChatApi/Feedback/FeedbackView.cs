namespace DeepWiki.ChatApi.Feedback;

/// <summary>Answer to a verdict.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Job">Id of the job that writes the page anew; null for none.</param>
internal sealed record FeedbackView(string Id, string? Job);
