namespace DeepWiki.Core.Data.Postgres;

/// <summary>Signal that the schema is up to date: background work on the tables waits for it.</summary>
public sealed class SchemaReadySignal
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WaitAsync(CancellationToken cancellationToken) => opened.Task.WaitAsync(cancellationToken);

    internal void Open() => opened.TrySetResult();
}
