namespace DeepWiki.ChatApi.Asks.Streams;

/// <summary>Forms in which the frames of an ask are streamed over HTTP.</summary>
internal enum AskFormat
{
    /// <summary>Server-sent events.</summary>
    Events,

    /// <summary>One JSON object a line.</summary>
    Lines,
}
