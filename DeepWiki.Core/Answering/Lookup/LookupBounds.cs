namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Most that one look into a repository gives.</summary>
/// <param name="Hits">Places of a search.</param>
/// <param name="SearchCharacters">Characters of all places of a search.</param>
/// <param name="FileLines">Lines of a file.</param>
public sealed record LookupBounds(int Hits, int SearchCharacters, int FileLines)
{
    /// <summary>Names of a list of files.</summary>
    public const int Files = 300;

    /// <summary>Declarations of a name.</summary>
    public const int Declarations = 30;

    /// <summary>Lines that name something.</summary>
    public const int References = 50;

    /// <summary>Characters of a page of the wiki.</summary>
    public const int PageCharacters = 20_000;

    /// <summary>Characters of the lines of a file, or of all lines that name something.</summary>
    public const int LineCharacters = 24_000;

    /// <summary>Bounds for a model that writes an answer.</summary>
    public static LookupBounds Answer { get; } = new(20, 12_000, 400);

    /// <summary>Bounds for clients that call the functions themselves.</summary>
    public static LookupBounds Client { get; } = new(50, 30_000, 2_000);
}
