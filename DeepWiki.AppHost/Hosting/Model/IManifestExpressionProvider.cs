namespace Aspire.Hosting.ApplicationModel;

/// <summary>Has a placeholder that stands for its value in the manifest.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
