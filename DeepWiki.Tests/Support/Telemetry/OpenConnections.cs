using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace DeepWiki.Tests.Support.Telemetry;

/// <summary>Counts the connections and requests that one server of this process has open, from its own instruments and from its start on.</summary>
internal sealed class OpenConnections : IDisposable
{
    private readonly MeterListener listener = new();
    private long connections;
    private long requests;

    public OpenConnections(IServiceProvider server)
    {
        var scope = server.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == scope && instrument.Name is "kestrel.active_connections" or "http.server.active_requests")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, change, _, _) =>
            Interlocked.Add(ref instrument.Name == "kestrel.active_connections" ? ref connections : ref requests, change));
        listener.Start();
    }

    public long Connections => Volatile.Read(ref connections);

    /// <summary>Requests that have not ended; a WebSocket is one until it closes.</summary>
    public long Requests => Volatile.Read(ref requests);

    public void Dispose() => listener.Dispose();
}
