using System.Diagnostics.CodeAnalysis;
using DeepWiki.ChatApi.Asks.Frames;

namespace DeepWiki.ChatApi.Asks.Logs;

/// <summary>One reader of an ask: at the replica that answers, or at another.</summary>
internal interface IFrameReader : IAsyncDisposable
{
    /// <summary>The next frame there is; false when there is none yet. The last one of an ask, or one without a number, ends the reading.</summary>
    bool TryRead([NotNullWhen(true)] out Frame? frame);
}
