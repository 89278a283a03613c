using System.Diagnostics;

namespace DeepWiki.Tests.Support.Git;

/// <summary>Runs the machine's git for fixtures, with an environment that does not depend on the developer's configuration.</summary>
internal static class GitCommandLine
{
    public static string Run(string folder, byte[]? input, params IEnumerable<string> arguments)
    {
        var info = CreateStartInfo(folder, arguments);
        using var process = Process.Start(info) ?? throw new InvalidOperationException("git did not start");
        var errors = process.StandardError.ReadToEndAsync();
        var writing = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        });
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        writing.GetAwaiter().GetResult();

        return process.ExitCode == 0
            ? output.TrimEnd('\n')
            : throw new InvalidOperationException($"git {string.Join(' ', info.ArgumentList)}: {errors.GetAwaiter().GetResult()}");
    }

    public static ProcessStartInfo CreateStartInfo(string folder, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("git")
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in new[]
        {
            ("HOME", "/nonexistent"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("LC_ALL", "C"),
            ("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.org"), ("GIT_COMMITTER_NAME", "Ada"),
            ("GIT_COMMITTER_EMAIL", "ada@example.org"), ("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "safe.directory"), ("GIT_CONFIG_VALUE_0", "*"),
        })
        {
            info.Environment[name] = value;
        }

        return info;
    }
}
