using System.Diagnostics;

namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    // What it printed; a bad end is an exception with what it said.
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var (code, output, error) = await CaptureAsync(program, arguments, StoreEnvironment.Create(), cancellationToken);
        return code == 0 ? output.Trim() : throw new DistributedApplicationException($"{program} ended with {code}: {error.Trim()}");
    }

    // Null: it is not there, or is not what its name says.
    public static async Task<string?> TryReadAsync(string program, string argument, CancellationToken cancellationToken)
    {
        try
        {
            var (code, output, _) = await CaptureAsync(program, [argument], StoreEnvironment.Create(), cancellationToken);
            return code == 0 ? output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public static async Task<(int Code, string Output, string Error)> CaptureAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
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
