namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Origin of questions.</summary>
internal enum QuestionSet
{
    /// <summary>Message of a later commit → the source files it changed.</summary>
    Change,

    /// <summary>The same where the commit spells the name of a file it changed.</summary>
    Named,

    /// <summary>The first sentence of a documentation comment, which is blanked in the index → the file it stood in.</summary>
    Docs,
}
