namespace DeepWiki.Core.Data.Postgres;

/// <summary>Open once the schema is up to date: whoever works with the tables unasked waits for it.</summary>
public sealed class SchemaReadySignal
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitAsync(CancellationToken cancellationToken) => opened.Task.WaitAsync(cancellationToken);

    internal void Open() => opened.TrySetResult();
}
