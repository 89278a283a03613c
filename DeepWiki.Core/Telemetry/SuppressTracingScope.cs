using System.Diagnostics;

namespace DeepWiki.Core.Telemetry;

/// <summary>
/// Work that leaves no span though it runs below one, such as asking again and again whether something has ended: while it lasts, there is
/// no current span, and clients start none without.
/// </summary>
public readonly struct SuppressTracingScope : IDisposable
{
    private readonly Activity? current;

    private SuppressTracingScope(Activity? current) => this.current = current;

    public static SuppressTracingScope Begin()
    {
        var untraced = new SuppressTracingScope(Activity.Current);
        Activity.Current = null;
        return untraced;
    }

    public void Dispose() => Activity.Current = current;
}
