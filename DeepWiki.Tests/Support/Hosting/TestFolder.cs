namespace DeepWiki.Tests.Support.Hosting;

/// <summary>A folder that everybody may pass, deleted at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public TestFolder() => File.SetUnixFileMode(Path, Everybody);

    public string Path { get; } = Directory.CreateTempSubdirectory("deepwiki-test-").FullName;

    /// <summary>A program that only prints.</summary>
    public string AddProgram(string name, string output)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllText(file, $"#!/bin/sh\n{output}\n");
        File.SetUnixFileMode(file, Everybody);
        return file;
    }

    /// <summary>A folder below.</summary>
    public string AddFolder(string name, UnixFileMode mode = Everybody)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
        File.SetUnixFileMode(folder, mode);
        return folder;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
