namespace DeepWiki.Core.Data.Generations;

/// <summary>Policy by which a wiki follows its repository.</summary>
public enum WikiPolicy
{
    /// <summary>Refreshed whenever a newer commit is indexed.</summary>
    Auto,

    /// <summary>Refreshed when somebody asks for it.</summary>
    Ask,

    /// <summary>Refreshed when the host tells of a push.</summary>
    Webhook,
}
