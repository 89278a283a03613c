using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>The memory of all bodies but those of the chat, which they must not starve; nor must those who read starve those who save.</summary>
internal sealed class BodyCapacity(IOptions<BodyLimits> limits)
{
    /// <summary>Budget of the bodies that come in.</summary>
    public MemoryBudget Incoming { get; } = new(limits.Value.MaxBufferedBytes);

    /// <summary>Budget of the saved wikis on their way out.</summary>
    public MemoryBudget Outgoing { get; } = new(limits.Value.MaxBufferedBytes);
}
