namespace DeepWiki.AppHost.Hosting.Launchers;

/// <summary>Finds programs on PATH.</summary>
internal static class Programs
{
    public static IEnumerable<string> Path => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);

    public static string? Find(params string[] names) =>
        names.SelectMany(name => Path.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    // The host's own program is not dotnet: it lies three folders above the runtime.
    public static string Dotnet
    {
        get
        {
            var root = System.IO.Path.GetFullPath("../../..", System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
            var beside = System.IO.Path.Combine(root, "dotnet");
            return File.Exists(beside) ? beside : Find("dotnet") ?? "dotnet";
        }
    }
}
