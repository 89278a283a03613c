namespace DeepWiki.Core.Models.Remote;

/// <summary>A response body that fails once more than <paramref name="limit"/> bytes came out of it.</summary>
internal sealed class CappedStream(Stream inner, long limit, Func<ProviderFailure> overLimit) : ReadOnlyStream(inner)
{
    private long read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await Inner.ReadAsync(buffer, cancellationToken));

    public override int Read(byte[] buffer, int offset, int count) => Count(Inner.Read(buffer, offset, count));

    private int Count(int count)
    {
        read += count;
        return read > limit ? throw overLimit() : count;
    }
}
