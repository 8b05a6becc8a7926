// The properties that a certificate context carries beside the certificate.
#pragma once

#define CERT_KEY_PROV_HANDLE_PROP_ID                         1  // HCRYPTPROV
#define CERT_KEY_PROV_INFO_PROP_ID                           2  // CRYPT_KEY_PROV_INFO
#define CERT_SHA1_HASH_PROP_ID                               3  // 20 bytes
#define CERT_MD5_HASH_PROP_ID                                4  // 16 bytes
#define CERT_HASH_PROP_ID                                    CERT_SHA1_HASH_PROP_ID
#define CERT_KEY_CONTEXT_PROP_ID                             5  // CERT_KEY_CONTEXT
#define CERT_KEY_SPEC_PROP_ID                                6  // DWORD
#define CERT_IE30_RESERVED_PROP_ID                           7
#define CERT_PUBKEY_HASH_RESERVED_PROP_ID                    8
#define CERT_ENHKEY_USAGE_PROP_ID                            9
#define CERT_CTL_USAGE_PROP_ID                               CERT_ENHKEY_USAGE_PROP_ID
#define CERT_NEXT_UPDATE_LOCATION_PROP_ID                    10
#define CERT_FRIENDLY_NAME_PROP_ID                           11  // a wide string with its terminator
#define CERT_PVK_FILE_PROP_ID                                12
#define CERT_DESCRIPTION_PROP_ID                             13  // a wide string with its terminator
#define CERT_ACCESS_STATE_PROP_ID                            14
#define CERT_SIGNATURE_HASH_PROP_ID                          15
#define CERT_SMART_CARD_DATA_PROP_ID                         16
#define CERT_EFS_PROP_ID                                     17
#define CERT_FORTEZZA_DATA_PROP_ID                           18
#define CERT_ARCHIVED_PROP_ID                                19  // present or not, without data
#define CERT_KEY_IDENTIFIER_PROP_ID                          20
#define CERT_AUTO_ENROLL_PROP_ID                             21
#define CERT_PUBKEY_ALG_PARA_PROP_ID                         22
#define CERT_CROSS_CERT_DIST_POINTS_PROP_ID                  23
#define CERT_ISSUER_PUBLIC_KEY_MD5_HASH_PROP_ID              24
#define CERT_SUBJECT_PUBLIC_KEY_MD5_HASH_PROP_ID             25
#define CERT_ENROLLMENT_PROP_ID                              26
#define CERT_DATE_STAMP_PROP_ID                              27
#define CERT_ISSUER_SERIAL_NUMBER_MD5_HASH_PROP_ID           28
#define CERT_SUBJECT_NAME_MD5_HASH_PROP_ID                   29
#define CERT_EXTENDED_ERROR_INFO_PROP_ID                     30
#define CERT_RENEWAL_PROP_ID                                 64
#define CERT_ARCHIVED_KEY_HASH_PROP_ID                       65
#define CERT_AUTO_ENROLL_RETRY_PROP_ID                       66
#define CERT_AIA_URL_RETRIEVED_PROP_ID                       67
#define CERT_AUTHORITY_INFO_ACCESS_PROP_ID                   68
#define CERT_BACKED_UP_PROP_ID                               69
#define CERT_OCSP_RESPONSE_PROP_ID                           70
#define CERT_REQUEST_ORIGINATOR_PROP_ID                      71
#define CERT_SOURCE_LOCATION_PROP_ID                         72
#define CERT_SOURCE_URL_PROP_ID                              73
#define CERT_NEW_KEY_PROP_ID                                 74
#define CERT_OCSP_CACHE_PREFIX_PROP_ID                       75
#define CERT_SMART_CARD_ROOT_INFO_PROP_ID                    76
#define CERT_NO_AUTO_EXPIRE_CHECK_PROP_ID                    77
#define CERT_NCRYPT_KEY_HANDLE_PROP_ID                       78  // NCRYPT_KEY_HANDLE
#define CERT_HCRYPTPROV_OR_NCRYPT_KEY_HANDLE_PROP_ID         79  // either handle
#define CERT_SUBJECT_INFO_ACCESS_PROP_ID                     80
#define CERT_CA_OCSP_AUTHORITY_INFO_ACCESS_PROP_ID           81
#define CERT_CA_DISABLE_CRL_PROP_ID                          82
#define CERT_ROOT_PROGRAM_CERT_POLICIES_PROP_ID              83
#define CERT_ROOT_PROGRAM_NAME_CONSTRAINTS_PROP_ID           84
#define CERT_SUBJECT_OCSP_AUTHORITY_INFO_ACCESS_PROP_ID      85
#define CERT_SUBJECT_DISABLE_CRL_PROP_ID                     86
#define CERT_CEP_PROP_ID                                     87
#define CERT_SIGN_HASH_CNG_ALG_PROP_ID                       89
#define CERT_SCARD_PIN_ID_PROP_ID                            90
#define CERT_SCARD_PIN_INFO_PROP_ID                          91
#define CERT_SUBJECT_PUB_KEY_BIT_LENGTH_PROP_ID              92
#define CERT_PUB_KEY_CNG_ALG_BIT_LENGTH_PROP_ID              93
#define CERT_ISSUER_PUB_KEY_BIT_LENGTH_PROP_ID               94
#define CERT_ISSUER_CHAIN_SIGN_HASH_CNG_ALG_PROP_ID          95
#define CERT_ISSUER_CHAIN_PUB_KEY_CNG_ALG_BIT_LENGTH_PROP_ID 96
#define CERT_NO_EXPIRE_NOTIFICATION_PROP_ID                  97
#define CERT_AUTH_ROOT_SHA256_HASH_PROP_ID                   98
#define CERT_NCRYPT_KEY_HANDLE_TRANSFER_PROP_ID              99
#define CERT_HCRYPTPROV_TRANSFER_PROP_ID                     100
#define CERT_SMART_CARD_READER_PROP_ID                       101
#define CERT_SEND_AS_TRUSTED_ISSUER_PROP_ID                  102
#define CERT_KEY_REPAIR_ATTEMPTED_PROP_ID                    103
#define CERT_DISALLOWED_FILETIME_PROP_ID                     104
#define CERT_ROOT_PROGRAM_CHAIN_POLICIES_PROP_ID             105
#define CERT_SMART_CARD_READER_NON_REMOVABLE_PROP_ID         106
#define CERT_SHA256_HASH_PROP_ID                             107  // 32 bytes
#define CERT_SCEP_SERVER_CERTS_PROP_ID                       108
#define CERT_SCEP_RA_SIGNATURE_CERT_PROP_ID                  109
#define CERT_SCEP_RA_ENCRYPTION_CERT_PROP_ID                 110
#define CERT_SCEP_CA_CERT_PROP_ID                            111
#define CERT_SCEP_SIGNER_CERT_PROP_ID                        112
#define CERT_SCEP_NONCE_PROP_ID                              113
#define CERT_SCEP_ENCRYPT_HASH_CNG_ALG_PROP_ID               114
#define CERT_SCEP_FLAGS_PROP_ID                              115
#define CERT_SCEP_GUID_PROP_ID                               116
#define CERT_SERIALIZABLE_KEY_CONTEXT_PROP_ID                117
#define CERT_ISOLATED_KEY_PROP_ID                            118
#define CERT_SERIAL_CHAIN_PROP_ID                            119
#define CERT_KEY_CLASSIFICATION_PROP_ID                      120
#define CERT_OCSP_MUST_STAPLE_PROP_ID                        121
#define CERT_DISALLOWED_ENHKEY_USAGE_PROP_ID                 122
#define CERT_NONCOMPLIANT_ROOT_URL_PROP_ID                   123
#define CERT_PIN_SHA256_HASH_PROP_ID                         124
#define CERT_CLR_DELETE_KEY_PROP_ID                          125
#define CERT_NOT_BEFORE_FILETIME_PROP_ID                     126
#define CERT_NOT_BEFORE_ENHKEY_USAGE_PROP_ID                 127
#define CERT_FIRST_RESERVED_PROP_ID                          107
#define CERT_LAST_RESERVED_PROP_ID                           0x00007fff
#define CERT_FIRST_USER_PROP_ID                              0x8000
#define CERT_LAST_USER_PROP_ID                               0x0000ffff

#define IS_CERT_HASH_PROP_ID(id) \
  ((id) == CERT_SHA1_HASH_PROP_ID || (id) == CERT_MD5_HASH_PROP_ID || (id) == CERT_SIGNATURE_HASH_PROP_ID)

// Flags of CRYPT_KEY_PROV_INFO.
#define CERT_SET_KEY_PROV_HANDLE_PROP_ID 0x1
#define CERT_SET_KEY_CONTEXT_PROP_ID     0x1

// Flags of CertSetCertificateContextProperty.
#define CERT_SET_PROPERTY_INHIBIT_PERSIST_FLAG      0x40000000
#define CERT_SET_PROPERTY_IGNORE_PERSIST_ERROR_FLAG 0x80000000

// Values of CERT_ACCESS_STATE_PROP_ID.
#define CERT_ACCESS_STATE_WRITE_PERSIST_FLAG   0x1
#define CERT_ACCESS_STATE_SYSTEM_STORE_FLAG    0x2
#define CERT_ACCESS_STATE_LM_SYSTEM_STORE_FLAG 0x4
#define CERT_ACCESS_STATE_GP_SYSTEM_STORE_FLAG 0x8
#define CERT_ACCESS_STATE_SHARED_USER_FLAG     0x10
