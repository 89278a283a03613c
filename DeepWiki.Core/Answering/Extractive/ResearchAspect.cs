namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The sub-questions that an index can answer of anything in it, in the order in which a reader asks them.</summary>
internal enum ResearchAspect
{
    Definition,
    Implementation,
    Callers,
    Configuration,
    Tests,
    Documents,
}
