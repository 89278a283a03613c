namespace DeepWiki.ChatApi.Http.Bodies;

/// <summary>Takes events for one who watches something: a stream of server-sent events, or a subscription of a socket.</summary>
internal interface IEventSink
{
    /// <summary>Id of the last event that the watcher saw before it came back; null for one that comes for the first time.</summary>
    string? LastEventId { get; }

    /// <summary>Sends an event.</summary>
    /// <param name="type">Name of the event.</param>
    /// <param name="id">Id to come back with; null for none.</param>
    /// <param name="json">The event as one line of JSON.</param>
    /// <param name="cancellationToken">Ends the wait for the watcher.</param>
    Task SendAsync(string type, string? id, string json, CancellationToken cancellationToken);

    /// <summary>Shows that the connection is alive when nothing was sent for a while.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
