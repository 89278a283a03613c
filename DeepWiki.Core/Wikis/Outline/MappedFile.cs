using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>A file with what decides where it stands in an outline.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Lines">Number of lines.</param>
/// <param name="Symbols">Its first declarations.</param>
/// <param name="Role">Its part.</param>
/// <param name="Weight">Weight of the file: higher where there is more to say about it.</param>
/// <param name="Rank">Rank in reading order: higher is to be seen earlier.</param>
internal sealed record MappedFile(string Path, int Lines, IReadOnlyList<string> Symbols, FileRole Role, double Weight, double Rank)
{
    /// <summary>Its facts.</summary>
    public FileFacts Facts { get; init; } = new(Path, Lines, Symbols);

    public string Folder { get; } = Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";

    /// <summary>Its name up to the first point: <c>Connection.Open.cs</c> is about connections.</summary>
    public string Stem { get; } = StemOf(Path[(Path.LastIndexOf('/') + 1)..]);

    /// <summary>True when it is in a folder, however deep; all files are in the one without a name.</summary>
    public bool IsBelow(string folder) =>
        folder.Length == 0 || (Folder.StartsWith(folder, StringComparison.Ordinal) && (Folder.Length == folder.Length || Folder[folder.Length] == '/'));

    private static string StemOf(string name) => name.IndexOf('.', Math.Min(1, name.Length)) is > 0 and var dot ? name[..dot] : name;
}
