namespace DeepWiki.Core.SourceCode;

/// <summary>The sort of thing a declaration declares. The numbers are stored; those up to <see cref="Service"/> are types.</summary>
public enum DeclarationKind : short
{
    /// <summary>A row of an index that did not store kinds.</summary>
    Unknown = 0,
    Class = 1,
    Interface = 2,
    Struct = 3,
    Enum = 4,
    Record = 5,
    Trait = 6,

    /// <summary>Members added to a type that is declared elsewhere, as by <c>impl</c> and <c>extension</c>.</summary>
    Implementation = 7,
    Module = 8,

    /// <summary>A name for another type.</summary>
    Type = 9,
    Message = 10,
    Service = 11,
    Function = 20,
    Method = 21,
    Property = 22,
    Macro = 23,
    Constant = 24,
    Variable = 25,
    Table = 26,
    View = 27,
}
