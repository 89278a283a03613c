namespace DeepWiki.Core.SourceCode;

/// <summary>A line that declares something.</summary>
/// <param name="Line">Index of the line in its block.</param>
/// <param name="Name">What it declares.</param>
/// <param name="Scope">The type it belongs to, as far as the block shows it; empty where it does not.</param>
/// <param name="IsType">Whether it holds further declarations rather than code.</param>
internal sealed record Declaration(int Line, string Name, string Scope, bool IsType)
{
    public string QualifiedName => Scope.Length == 0 ? Name : $"{Scope}.{Name}";
}
