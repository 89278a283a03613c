namespace DeepWiki.Core.WikiGeneration;

/// <summary>A file with what decides where it stands in an outline.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Lines">Number of lines.</param>
/// <param name="Symbols">Its first declarations.</param>
/// <param name="Role">Its part.</param>
/// <param name="Weight">How much there is to say about it.</param>
/// <param name="Rank">How early a reader should see it.</param>
internal sealed record MappedFile(string Path, int Lines, IReadOnlyList<string> Symbols, FileRole Role, double Weight, double Rank)
{
    public string Folder => Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";

    public string Stem
    {
        get
        {
            var name = Path[(Path.LastIndexOf('/') + 1)..];
            var dot = name.IndexOf('.', 1 < name.Length ? 1 : 0);
            return dot > 0 ? name[..dot] : name;
        }
    }
}
