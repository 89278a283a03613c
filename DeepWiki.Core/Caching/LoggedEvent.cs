namespace DeepWiki.Core.Caching;

/// <summary>An event of a topic.</summary>
/// <param name="Id">Id to go on after; ids of a topic ascend.</param>
/// <param name="Type">Type of the event, such as <c>progress</c>.</param>
/// <param name="Json">The event as one line of JSON.</param>
public sealed record LoggedEvent(string Id, string Type, string Json);
