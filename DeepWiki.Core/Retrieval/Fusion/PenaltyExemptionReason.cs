namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Reason a file is exempt from its penalty.</summary>
public enum PenaltyExemptionReason
{
    /// <summary>A word of the question asks for such files.</summary>
    Word,

    /// <summary>The question spells the file's own name.</summary>
    Name,

    /// <summary>The question is about this file.</summary>
    Focus,

    /// <summary>The repository has hardly any source files: documents are what it is about.</summary>
    NoCode,
}
