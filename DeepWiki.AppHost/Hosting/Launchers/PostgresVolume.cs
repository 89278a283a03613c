using System.Collections.Concurrent;
using DeepWiki.AppHost.Hosting.Configuration;
using DeepWiki.AppHost.Hosting.Model;
using DeepWiki.AppHost.Hosting.Preflight;
using DeepWiki.AppHost.Hosting.Processes;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>The folders in which clusters lie, each held under a lock for as long as the host lives.</summary>
internal sealed class PostgresVolume(HostSettings settings, ScratchFolders scratch, DistributedApplicationOptions options) : IDisposable
{
    public const string Cluster = "cluster";
    public const string Password = "password";

    private const UnixFileMode Traversable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly ConcurrentBag<FileStream> leases = [];

    // PostgreSQL refuses to run as root.
    public UnixUser? User { get; } = Native.IsRoot ? UnixUser.Find(settings.PostgresUser ?? "postgres") ?? UnixUser.Find("nobody") : null;

    public bool IsTemporary(PostgresServerResource server) => settings.IsEphemeral || !server.Annotations.OfType<VolumeAnnotation>().Any();

    public string Folder(PostgresServerResource server) => IsTemporary(server)
        ? scratch.Get(server.Name)
        : Path.Combine(settings.DataRoot, "volumes", server.Annotations.OfType<VolumeAnnotation>().Last().Name);

    // Null before the cluster exists.
    public int? Major(PostgresServerResource server)
    {
        var file = Path.Combine(Folder(server), Cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file)) : null;
    }

    public async Task<string> OpenAsync(PostgresServerResource server, CancellationToken cancellationToken)
    {
        var folder = Folder(server);
        try
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, Traversable);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new PreflightException(PreflightCode.Unreachable(settings.DataRoot, Environment.UserName, Existing(folder)));
        }

        if (User is { } user && await ClosedParentAsync(folder, user, cancellationToken) is { } closed)
        {
            throw new PreflightException(PreflightCode.Unreachable(folder, user.Name, closed));
        }

        if (!IsTemporary(server))
        {
            leases.Add(Lock(folder));
            await ResetAsync(folder, cancellationToken);
        }

        return folder;
    }

    public void Dispose()
    {
        foreach (var lease in leases)
        {
            lease.Dispose();
        }
    }

    private async Task ResetAsync(string folder, CancellationToken cancellationToken)
    {
        var cluster = Path.Combine(folder, Cluster);
        if (!settings.Resets || !Directory.Exists(cluster))
        {
            return;
        }

        if (!settings.IsConfirmed && !await ConfirmAsync(folder, cancellationToken))
        {
            throw new PreflightException($"--reset deletes all data in {folder}, and was not confirmed. Without a terminal say --reset --yes.");
        }

        Directory.Delete(cluster, recursive: true);
        File.Delete(Path.Combine(folder, Password));
    }

    private async Task<bool> ConfirmAsync(string folder, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected || options.IsTest)
        {
            return false;
        }

        await Console.Out.WriteAsync($"Delete all data in {folder}? Type yes: ".AsMemory(), cancellationToken);
        return (await Console.In.ReadLineAsync(cancellationToken))?.Trim() == "yes";
    }

    // The holder stands in a file of its own, as a locked one cannot be read.
    private static FileStream Lock(string folder)
    {
        var holder = Path.Combine(folder, "pid");
        try
        {
            var lease = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString());
            return lease;
        }
        catch (IOException)
        {
            throw new PreflightException(PreflightCode.DataInUse(folder, File.Exists(holder) ? File.ReadAllText(holder) : "unknown"));
        }
    }

    // The first folder on the way that the user may not pass.
    private static async Task<string?> ClosedParentAsync(string folder, UnixUser user, CancellationToken cancellationToken)
    {
        List<string> way = [];
        for (var step = folder; step is not null; step = Path.GetDirectoryName(step))
        {
            way.Insert(0, step);
        }

        const string script = """for step; do [ -x "$step" ] || { echo "$step"; exit; }; done""";
        var closed = await Tool.RunAsync("setpriv", [.. user.Switches, "--", "/bin/sh", "-c", script, "sh", .. way], cancellationToken);
        return closed.Length > 0 ? closed : null;
    }

    private static string Existing(string folder)
    {
        var step = folder;
        while (!Directory.Exists(step) && Path.GetDirectoryName(step) is { } parent)
        {
            step = parent;
        }

        return step;
    }
}
