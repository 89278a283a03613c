namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The few sentences that stand around quotations. Places in them take names and citations, which need no inflection.</summary>
internal enum AnswerPhrase
{
    /// <summary>{0} a declaration, {1} its citation.</summary>
    Declared,

    /// <summary>As <see cref="Declared"/>, when its name was not asked for.</summary>
    Best,

    /// <summary>{0} a citation.</summary>
    Lines,

    /// <summary>{0} a heading, {1} a citation.</summary>
    Section,

    /// <summary>{0} a citation within what was just quoted.</summary>
    Further,

    Also,

    SeeAlso,

    /// <summary>{0} a citation of the README, {1} the repository.</summary>
    Overview,

    Parts,

    /// <summary>{0} the repository.</summary>
    NothingFound,

    /// <summary>{0} words.</summary>
    Missing,

    /// <summary>{0} paths.</summary>
    Nearest,

    AskForNames,

    /// <summary>{0} the repository.</summary>
    Greeting,

    /// <summary>{0} names.</summary>
    Examples,

    /// <summary>{0} the question before.</summary>
    FollowUp,

    /// <summary>Said last when vectors took no part in the search.</summary>
    Degraded,

    ThisRepository,

    Between,
}
