using System.Globalization;
using System.Text;
using System.Threading.Channels;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Processes;

namespace DeepWiki.Core.Git.Objects;

/// <summary>One <c>cat-file --batch --buffer</c>: requests go in while answers come out, or both pipes would fill and stand still.</summary>
internal sealed class ObjectBatch(ChildProcess child, TimeSpan silence, TimeProvider time) : IAsyncDisposable
{
    // Far more answers than fit the child's output buffer: it has written some before this many wait.
    private readonly Channel<BlobRequest> waiting = Channel.CreateBounded<BlobRequest>(
        new BoundedChannelOptions(8192) { SingleReader = true, SingleWriter = true });

    private readonly DelimitedReader reader = new(child.Output, 512);
    private readonly CancellationTokenSource stopped = new();
    private Task writing = Task.CompletedTask;

    public void Begin(IAsyncEnumerable<BlobRequest> requests) => writing = WriteAsync(requests, stopped.Token);

    /// <summary>The header of the next answer; null when every request was answered. Its content must be read or skipped.</summary>
    public async Task<ObjectHeader?> NextAsync(CancellationToken cancellationToken)
    {
        if (!await waiting.Reader.WaitToReadAsync(cancellationToken) || !waiting.Reader.TryRead(out var request))
        {
            await writing;

            return null;
        }

        var line = await WithinAsync(token => reader.ReadRecordAsync((byte)'\n', token), cancellationToken) ?? throw Broken();

        return Parse(line.Span, request);
    }

    public Task ReadAsync(Memory<byte> content, CancellationToken cancellationToken) => WithinAsync(
        async token =>
        {
            await reader.ReadExactlyAsync(content, token);
            await reader.SkipAsync(1, token);

            return true;
        },
        cancellationToken);

    public Task SkipAsync(ObjectHeader header, CancellationToken cancellationToken) => header.Type is null
        ? Task.CompletedTask
        : WithinAsync(
            async token =>
            {
                await reader.SkipAsync(header.Size + 1, token);

                return true;
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        await child.DisposeAsync();
        await writing.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        stopped.Dispose();
    }

    // "ID SP TYPE SP SIZE", or "ID SP missing".
    private static ObjectHeader Parse(ReadOnlySpan<byte> line, BlobRequest request)
    {
        var words = Encoding.ASCII.GetString(line).Split(' ');
        if (words is [_, "missing"])
        {
            return new ObjectHeader(request.Id, null, 0, request.MaxBytes);
        }

        if (words.Length != 3 || words[0] != request.Id.ToString()
            || !long.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            throw Broken();
        }

        return new ObjectHeader(request.Id, words[1], size, request.MaxBytes);
    }

    private static DeepWikiException Broken(Exception? cause = null)
    {
        const string Message = "An object of the repository cannot be read.";

        return cause is null ? new(ErrorCode.IndexFailed, Message) : new(ErrorCode.IndexFailed, Message, cause);
    }

    private async Task WriteAsync(IAsyncEnumerable<BlobRequest> requests, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var request in requests.WithCancellation(cancellationToken))
            {
                // Bytes first: a request that waits for an answer has been asked.
                await child.Input.WriteAsync(Encoding.ASCII.GetBytes(request.Id + "\n"), cancellationToken);
                await waiting.Writer.WriteAsync(request, cancellationToken);
            }

            await child.Input.FlushAsync(cancellationToken);
            child.CloseInput();
        }
        catch (Exception exception)
        {
            failure = exception is IOException ? Broken(exception) : exception;
        }

        waiting.Writer.TryComplete(failure);
    }

    private async Task<T> WithinAsync<T>(Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(silence, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await read(both.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DeepWikiException(ErrorCode.IndexFailed, "Reading the repository took too long.", exception);
        }
        catch (IOException exception)
        {
            throw Broken(exception);
        }
    }
}
