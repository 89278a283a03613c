using DeepWiki.AppHost.Hosting.Configuration;

namespace DeepWiki.AppHost.Hosting.Preflight;

/// <summary>The rows of the resources: redrawn in place on a terminal, else one line per change.</summary>
internal sealed class StartingBlock(TextWriter writer, int? width)
{
    private int drawn;

    public TextWriter Writer => writer;

    // In place unless this is no terminal, or one where log lines come in between.
    public static StartingBlock Create(DistributedApplicationOptions options, HostSettings settings) => options.IsTest
        ? new(TextWriter.Null, width: null)
        : new(Console.Out, Console.IsOutputRedirected || settings.IsVerbose || Environment.GetEnvironmentVariable("CI") == "true"
            || Environment.GetEnvironmentVariable("TERM") is null or "dumb" ? null
            : Console.WindowWidth > 1 ? Console.WindowWidth - 1 : int.MaxValue);

    // From now on one line per change: what follows stands below other text.
    public bool IsInPlace { get; private set; } = width is not null;

    public void Freeze() => IsInPlace = false;

    public void Draw(IReadOnlyList<ResourceRow> rows, ResourceRow changed)
    {
        if (!IsInPlace)
        {
            // Waiting and stopping are only the beginning of a change.
            if (changed.State is not ("waiting" or "stopping"))
            {
                writer.WriteLine(changed);
            }

            return;
        }

        if (drawn > 0)
        {
            writer.Write($"\x1b[{drawn}A");
        }

        foreach (var row in rows.Select(row => row.ToString()))
        {
            // A wrapped row would move the ones above it out of reach.
            writer.WriteLine($"\x1b[2K{row[..Math.Min(row.Length, width ?? row.Length)]}");
        }

        drawn = rows.Count;
    }
}
