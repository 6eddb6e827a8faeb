"""The names BaRS gives to things. Source: BaRS API 1.4.0-alpha, its examples, capability statement and definition."""

MESSAGE_EVENTS = "https://fhir.nhs.uk/CodeSystem/message-events-bars"
REQUEST = "servicerequest-request"
NEW = "new"
UPDATE = "update"
# Taken back. Source: BaRS implementation guide, Core 1.1, Cancellation: the reason is “update”. In doubt: that the
# status is then one of these two, which are what FHIR R4 has for it, and that a reason may also be “delete”.
DELETE = "delete"
TAKEN_BACK = ("revoked", "entered-in-error")
ERROR_CODES = "https://fhir.nhs.uk/Codesystem/http-error-codes"
OUTCOME_PROFILE = "https://simplifier.net/guide/UKCoreDevelopment2/ProfileUKCore-OperationOutcome"
BUNDLE_PROFILE = "https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage"
DEFINITION = "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request"
DEFINITION_PROFILE = "https://fhir.nhs.uk/StructureDefinition/BARSMessageDefinition-ServiceRequest-Request"
SERVICE_ID = "https://fhir.nhs.uk/Id/dos-service-id"
FHIR_JSON = "application/fhir+json"

# In doubt: no sample we have shows the event of an answer to a referral. Only the capability statement names a message
# definition “servicerequest-response-referral”. Check against the live standard before connecting to it.
RESPONSE = "servicerequest-response"
# In doubt: that the target is base64 of a JSON object with “system” and “value” is not in any file we have.
TARGET_IS_BASE64_JSON = True
