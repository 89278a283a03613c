using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Core.SourceCode;

/// <summary>Versions that make chunks of two builds comparable. A change makes a new series beside the old one, which serves until the switch.</summary>
public static class IndexVersions
{
    /// <summary>Raised when the same text would be cut or masked differently, or more would be stored of it.</summary>
    public const int Chunker = 3;

    /// <summary>Chunker and tokenizer folded into the number that is part of a series' key.</summary>
    public const int Folded = (Chunker * 1000) + Tokenizer.Version;
}
