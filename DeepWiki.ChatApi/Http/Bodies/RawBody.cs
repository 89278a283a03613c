namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>A body that was received whole and not parsed.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Right">Share of the memory that all bodies hold together.</param>
internal sealed record RawBody(ReadOnlyMemory<byte> Bytes, BufferShare Right) : IDisposable
{
    public void Dispose() => Right.Dispose();
}
