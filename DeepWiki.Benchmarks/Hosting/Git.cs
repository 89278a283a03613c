using System.Diagnostics;

namespace DeepWiki.Benchmarks.Hosting;

/// <summary>The machine's git, for what a run prepares and for floors; the product's own calls go through its own client.</summary>
internal static class Git
{
    /// <summary>Starts git in a folder with its input and output at hand.</summary>
    public static Process Start(string folder, params IEnumerable<string> arguments)
    {
        // A run must not depend on the developer's configuration.
        var start = new ProcessStartInfo("git", ["-C", folder, "-c", "safe.directory=*", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["LC_ALL"] = "C" },
        };
        return Process.Start(start) ?? throw new InvalidOperationException("git does not start.");
    }

    /// <summary>Runs git and returns its output without the last line end.</summary>
    /// <exception cref="InvalidOperationException">It failed; what it said is on the standard error.</exception>
    public static async Task<string> RunAsync(string folder, Action<Stream>? write, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var given = arguments.ToList();
        using var git = Start(folder, given);
        var reading = git.StandardOutput.ReadToEndAsync(cancellationToken);
        await using (var input = new BufferedStream(git.StandardInput.BaseStream, 1 << 20))
        {
            write?.Invoke(input);
        }

        var output = await reading;
        await git.WaitForExitAsync(cancellationToken);
        return git.ExitCode == 0 ? output.TrimEnd('\n') : throw new InvalidOperationException($"git {string.Join(' ', given)} ended with {git.ExitCode}.");
    }
}
