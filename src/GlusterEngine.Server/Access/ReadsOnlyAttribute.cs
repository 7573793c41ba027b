namespace GlusterEngine.Server.Access;

/// <summary>An action that changes nothing although it is a POST, as oVirt has it: who may see the object may ask it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReadsOnlyAttribute : Attribute;
