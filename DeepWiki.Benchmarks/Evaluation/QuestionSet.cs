namespace DeepWiki.Benchmarks.Evaluation;

/// <summary>Where questions come from.</summary>
internal enum QuestionSet
{
    /// <summary>What a later commit says it does → the source files it changed.</summary>
    Change,

    /// <summary>The same where the commit spells the name of a file it changed.</summary>
    Named,

    /// <summary>The first sentence of a documentation comment, which is blanked in the index → the file it stood in.</summary>
    Docs,
}
