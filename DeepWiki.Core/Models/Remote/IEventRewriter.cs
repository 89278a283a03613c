using System.Buffers;

namespace DeepWiki.Core.Models.Remote;

/// <summary>Reads the events of one streamed answer in the protocol of a vendor, and writes them as its SDK is sure to read them.</summary>
internal interface IEventRewriter
{
    /// <summary>True when the model has said that its answer ends.</summary>
    bool Finished { get; }

    /// <summary>Failure that its reason to end stands for; null when it stands for none.</summary>
    ProviderFailure? Failure { get; }

    /// <summary>Writes an event; false for the one that ends the stream.</summary>
    bool TryRewrite(ReadOnlySpan<byte> data, IBufferWriter<byte> output);

    /// <summary>Writes the end of a stream that ends properly.</summary>
    void WriteEnd(IBufferWriter<byte> output);
}
