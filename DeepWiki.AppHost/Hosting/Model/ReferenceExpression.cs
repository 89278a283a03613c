using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with holes that are filled when the application runs.</summary>
public class ReferenceExpression : IValueProvider, IManifestExpressionProvider
{
    // A string, or a provider of one.
    private readonly IReadOnlyList<object> parts;

    private ReferenceExpression(IReadOnlyList<object> parts) => this.parts = parts;

    // Braces of the text itself are doubled: a single one opens a placeholder.
    public string ValueExpression => string.Concat(parts.Select(part => part is IManifestExpressionProvider provider
        ? provider.ValueExpression : ((string)part).Replace("{", "{{").Replace("}", "}}")));

    internal IReadOnlyList<object> Parts => parts;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) : (string)part);
        }

        return text.ToString();
    }

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler
    {
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) => Parts = new(formattedCount * 2);

        internal List<object> Parts { get; }

        public void AppendLiteral(string value) => Parts.Add(value);

        public void AppendFormatted(string? value) => Parts.Add(value ?? "");

        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => Parts.Add(valueProvider);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            Parts.Add(valueProvider.Resource);
    }
}
