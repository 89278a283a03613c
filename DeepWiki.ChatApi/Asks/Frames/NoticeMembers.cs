namespace DeepWiki.ChatApi.Asks.Frames;

/// <summary>A fact about an answer that is no failure.</summary>
/// <param name="Code">Name of the fact.</param>
/// <param name="Message">The fact in a sentence.</param>
internal sealed record NoticeMembers(string Code, string Message);
