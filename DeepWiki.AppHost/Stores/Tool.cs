using System.ComponentModel;
using System.Diagnostics;

namespace DeepWiki.AppHost.Stores;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>What it printed, trimmed.</summary>
    /// <exception cref="StoreException">It is missing or failed; the message holds what it said.</exception>
    public static async Task<string> RunAsync(IEnumerable<string> command, CancellationToken cancellationToken)
    {
        var all = command.ToList();
        try
        {
            var (code, output, error) = await CaptureAsync(all, cancellationToken);
            return code == 0 ? output.Trim() : throw new StoreException($"{all[0]} ended with {code}: {error.Trim()}");
        }
        catch (Win32Exception)
        {
            throw new StoreException($"{all[0]} was not found. ./eng/setup.sh installs what is missing.");
        }
    }

    /// <summary>What it printed, trimmed; null when it is not there, or is not what its name says.</summary>
    public static async Task<string?> TryReadAsync(string program, string argument, CancellationToken cancellationToken)
    {
        try
        {
            var (code, output, _) = await CaptureAsync([program, argument], cancellationToken);
            return code == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int Code, string Output, string Error)> CaptureAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
